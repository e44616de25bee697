"""The two plans of Sens Confort, as the course's source gives them."""

import pytest

from crm_course import roi

SHOP_RATES = {"purchases": 0.68, "sundry": 0.005}
NEW_RATES = {"packaging": 0.005, "delivery": 0.02, "returns": 0.03}


@pytest.fixture(scope="session")
def shop():
    return roi.Plan(turnover=1_200_000, variable_rates=SHOP_RATES, fixed_costs=180_000)


@pytest.fixture(scope="session")
def omni():
    return roi.Plan(turnover=1_640_000, variable_rates={**SHOP_RATES, **NEW_RATES}, fixed_costs=220_000)


@pytest.fixture(scope="session")
def extra(shop, omni):
    return roi.on_extra_sales(shop, omni)


@pytest.fixture(scope="session")
def study(shop, omni):
    doubt = {"turnover": roi.Normal(mean=1_640_000, sd=0.05 * 1_640_000)}
    return roi.Study(before=shop, after=omni, uncertain=doubt)
