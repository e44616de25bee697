from .chez_vous_facts import chez_vous as chez_vous
from .home_shopping_facts import home_shopping as home_shopping
from .sens_confort_facts import sens_confort as sens_confort
