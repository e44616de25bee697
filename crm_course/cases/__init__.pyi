from .chez_vous_facts import chez_vous as chez_vous
from .sens_confort_facts import sens_confort as sens_confort
