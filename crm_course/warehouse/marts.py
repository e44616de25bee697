"""What do marketing and after-sales need, ready to read? One row a customer each, and never a join that doubles a sum.

Each side is summed by customer before it is joined: joined first, an order with three lines
would count three times. A cancelled order is no purchase.
"""

from __future__ import annotations

__all__ = ["MARTS"]

MARTS = {
    "mart_marketing": """
        WITH bought AS (SELECT customer_id, count(*) AS orders, sum(total_cents) AS total_cents, max(ordered_at) AS last_order_at
                        FROM fact_sales WHERE status IS DISTINCT FROM 'cancelled' GROUP BY customer_id),
             heard AS (SELECT customer_id, count(*) FILTER (kind = 'clicked') AS clicks, count(*) FILTER (kind = 'unsubscribed') AS unsubscribed
                       FROM fact_campaign_events GROUP BY customer_id)
        SELECT customer_id, acquisition_channel, postcode, town, coalesce(orders, 0) AS orders, coalesce(total_cents, 0)::BIGINT AS total_cents,
               last_order_at, coalesce(clicks, 0) AS clicks, coalesce(unsubscribed, 0) AS unsubscribed
        FROM dim_customer LEFT JOIN bought USING (customer_id) LEFT JOIN heard USING (customer_id) WHERE is_current""",
    "mart_after_sales": """
        WITH asked AS (SELECT customer_id, count(*) AS tickets, count(*) FILTER (closed_at IS NULL) AS open_tickets, sum(handle_seconds)::BIGINT AS handle_seconds
                       FROM fact_tickets GROUP BY customer_id),
             sent_back AS (SELECT customer_id, count(*) AS returns, sum(refund_cents)::BIGINT AS refund_cents
                           FROM fact_returns JOIN fact_order_lines USING (order_line_id) GROUP BY customer_id)
        SELECT customer_id, coalesce(tickets, 0) AS tickets, coalesce(open_tickets, 0) AS open_tickets, coalesce(handle_seconds, 0) AS handle_seconds,
               coalesce(returns, 0) AS returns, coalesce(refund_cents, 0) AS refund_cents
        FROM dim_customer LEFT JOIN asked USING (customer_id) LEFT JOIN sent_back USING (customer_id) WHERE is_current""",
}
"""The marts, as views on the star."""
