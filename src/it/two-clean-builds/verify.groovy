import java.security.MessageDigest

def sha256 = { File file -> MessageDigest.getInstance('SHA-256').digest(file.bytes).encodeHex().toString() }
def bundle = { clone -> new File(basedir, "target-$clone/xray/two-clean-builds/model/two-clean-builds-model.jar") }
assert sha256(bundle('a')) == sha256(bundle('b'))

def log = new File(basedir, 'build.log').text
assert log.count('Epoch 1/2') == 3
assert log.contains('Reproducible: both trainings gave the same bundle, byte for byte.')
assert !new File(basedir, 'target-b/xray/two-clean-builds/repetition').exists()
