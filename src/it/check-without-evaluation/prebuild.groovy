// Figures and a model that do not belong together.
def foreign = new File(basedir, 'foreign')
new File(foreign, 'evaluation').mkdirs()
new File(foreign, 'model').mkdirs()
def setup = new File(basedir, '../setup')
new File(foreign, 'evaluation/evaluation.json').bytes = new File(setup, 'hand-written-evaluation.json').bytes
new File(foreign, 'model/check-without-evaluation-model.jar').bytes =
        new File(setup, 'target/xray/setup/model/setup-model.jar').bytes
return true
