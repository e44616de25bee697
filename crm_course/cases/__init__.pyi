from .sens_confort_facts import sens_confort as sens_confort
