from .chez_vous_facts import chez_vous as chez_vous
from .hager_facts import Hager as Hager
from .hager_facts import hager as hager
from .home_shopping_facts import home_shopping as home_shopping
from .promise_chain import PromiseChain as PromiseChain
from .promise_chain import promise_chain as promise_chain
from .sens_confort_facts import sens_confort as sens_confort
