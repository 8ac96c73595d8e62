import org.bouncycastle.openpgp.PGPPublicKeyRing
import org.bouncycastle.openpgp.PGPSignatureList
import org.bouncycastle.openpgp.PGPUtil
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider

def read = { File file -> PGPUtil.getDecoderStream(new ByteArrayInputStream(file.bytes)) }
def key = new PGPPublicKeyRing(read(new File(basedir, 'public.asc')), new BcKeyFingerprintCalculator()).publicKey
def signs = { File signature, byte[] content ->
    def first = (new BcPGPObjectFactory(read(signature)).nextObject() as PGPSignatureList).get(0)
    first.init(new BcPGPContentVerifierBuilderProvider(), key)
    first.update(content)
    first.verify()
}

// Everything that is published is signed, and it is what was signed.
def installed = new File(localRepositoryPath, 'dev/xray/it/signed/1.0')
['.pom', '.jar', '-evaluation.json', '-report.html', '-predictions.csv'].each {
    def content = new File(installed, "signed-1.0$it").bytes
    def signature = new File(installed, "signed-1.0${it}.asc")
    assert signs(signature, content)
    content[content.length.intdiv(2)] ^= 1
    assert !signs(signature, content)
}
return true
