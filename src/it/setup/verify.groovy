def log = new File(basedir, 'build.log').text
def phantoms = new File(basedir, 'target/xray/phantoms')
assert new File(phantoms, 'metadata.csv').readLines().size() == 49
assert new File(phantoms, 'images').list().size() == 48
assert new File(basedir, 'target/xray/setup/model/setup-model.jar').isFile()
