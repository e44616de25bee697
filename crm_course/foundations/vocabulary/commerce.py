"""What they buy: products, shops, orders and their lines, deliveries, returns, stock."""

from __future__ import annotations

from ..language import Text
from .records import Table, declare

__all__ = ["COMMERCE"]

PRODUCTS = Table(
    name="products",
    label=Text(fr="Articles", en="Products"),
    grain=Text(fr="un article vendu", en="an item sold"),
    columns=(
        declare("product_id", "integer", "N° d’article", "Product", key="primary"),
        declare("name", "text", "Désignation", "Name"),
        declare("category", "category", "Famille d’articles", "Category"),
        declare("price_cents", "cents", "Prix de vente", "Selling price"),
        declare("cost_cents", "cents", "Coût d’achat", "Purchase cost"),
    ),
)

SHOPS = Table(
    name="shops",
    label=Text(fr="Magasins", en="Shops"),
    grain=Text(fr="un magasin ou une agence", en="a shop or a branch"),
    columns=(
        declare("shop_id", "integer", "N° de magasin", "Shop", key="primary"),
        declare("name", "text", "Nom", "Name"),
        declare("postcode", "text", "Code postal", "Postcode"),
        declare("town", "text", "Commune", "Town"),
    ),
)

ORDERS = Table(
    name="orders",
    label=Text(fr="Commandes", en="Orders"),
    grain=Text(fr="une commande", en="an order"),
    columns=(
        declare("order_id", "integer", "N° de commande", "Order", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("ordered_at", "datetime", "Passée le", "Ordered at"),
        declare("channel", "category", "Canal", "Channel"),
        declare("shop_id", "integer", "Magasin", "Shop", key="shops.shop_id", nullable=True),
        declare("opportunity_id", "integer", "Projet d’achat", "Opportunity", nullable=True),
        declare("campaign_id", "integer", "Campagne cliquée avant", "Campaign clicked before", key="campaigns.campaign_id", nullable=True),
        declare(
            "delivery_mode", "category", "Mode de livraison", "Delivery mode", categories="home relay collect takeaway installation service"
        ),
        declare("payment", "category", "Paiement", "Payment", categories="card transfer cheque cash instalments account"),
        declare("status", "category", "État", "Status", categories="placed shipped delivered collected"),
        declare("goods_cents", "cents", "Articles", "Goods"),
        declare("discount_cents", "cents", "Remise", "Discount"),
        declare("shipping_cents", "cents", "Port", "Shipping"),
        declare("total_cents", "cents", "Total", "Total"),
    ),
)

ORDER_LINES = Table(
    name="order_lines",
    label=Text(fr="Lignes de commande", en="Order lines"),
    grain=Text(fr="un article d’une commande", en="an item of an order"),
    columns=(
        declare("order_id", "integer", "N° de commande", "Order", key="orders.order_id"),
        declare("order_line_id", "integer", "N° de ligne", "Line", key="primary"),
        declare("product_id", "integer", "N° d’article", "Product", key="products.product_id"),
        declare("quantity", "integer", "Quantité", "Quantity"),
        declare("unit_price_cents", "cents", "Prix unitaire", "Unit price"),
        declare("amount_cents", "cents", "Montant", "Amount"),
        declare("deferred", "boolean", "Différé (rupture)", "Deferred (out of stock)"),
    ),
)

DELIVERIES = Table(
    name="deliveries",
    label=Text(fr="Livraisons", en="Deliveries"),
    grain=Text(fr="la livraison ou la pose d’une commande", en="the delivery or installation of an order"),
    columns=(
        declare("order_id", "integer", "N° de commande", "Order", key="orders.order_id"),
        declare("delivery_id", "integer", "N° de livraison", "Delivery", key="primary"),
        declare("mode", "category", "Mode", "Mode", categories="home relay collect takeaway installation"),
        declare("promised_on", "date", "Promise pour le", "Promised for"),
        declare("shipped_on", "date", "Expédiée le", "Shipped on", nullable=True),
        declare("delivered_on", "date", "Livrée le", "Delivered on", nullable=True),
        declare("status", "category", "État", "Status", categories="pending on-time late"),
    ),
)

RETURNS = Table(
    name="returns",
    label=Text(fr="Retours", en="Returns"),
    grain=Text(fr="une ligne de commande retournée", en="an order line sent back"),
    columns=(
        declare("return_id", "integer", "N° de retour", "Return", key="primary"),
        declare("order_line_id", "integer", "N° de ligne", "Line", key="order_lines.order_line_id"),
        declare("returned_on", "date", "Retournée le", "Returned on"),
        declare("reason", "category", "Motif", "Reason", categories="changed-mind faulty wrong-item too-late wrong-size"),
        declare("quantity", "integer", "Quantité", "Quantity"),
        declare("refund_cents", "cents", "Remboursement", "Refund"),
    ),
)

STOCK = Table(
    name="stock",
    label=Text(fr="Stocks", en="Stock"),
    grain=Text(fr="un article, un mois", en="a product in a month"),
    columns=(
        declare("month", "date", "Mois", "Month", key="primary"),
        declare("product_id", "integer", "N° d’article", "Product", key="primary", refers="products.product_id"),
        declare("opening", "integer", "Stock au début", "Opening stock"),
        declare("received", "integer", "Entrées", "Received"),
        declare("sold", "integer", "Sorties (ventes)", "Sold"),
        declare("closing", "integer", "Stock à la fin", "Closing stock"),
        declare("days_out", "integer", "Jours de rupture", "Days out of stock", unit="d"),
    ),
)

COMMERCE = (PRODUCTS, SHOPS, ORDERS, ORDER_LINES, DELIVERIES, RETURNS, STOCK)
