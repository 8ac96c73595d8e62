def model = { new File(basedir, "target/$it/model/same-seed-same-weights-model.jar").bytes }
assert model('first') == model('second')
assert model('first') != model('other')
