def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
def lock = new groovy.json.JsonSlurper().parse(new File(basedir, 'xray.lock.json'))

// Each kind is fetched once, by the first build.
['covid', 'lungs', 'web', 'javax.inject'].each { name ->
    assert builds[0].contains("Fetching ${name}.")
    assert builds[0] =~ /Fetched ${name}: .*cache/
    assert builds[1] =~ /${name} is in .*cache/
    assert !builds[1].contains("Fetching ${name}.")
}
def asked = new File(basedir, 'asked.txt').readLines()
assert asked == [
        '/api/v1/datasets/download/paul/lungs?datasetVersionNumber=2 somebody',
        '/storage?signature=s1gned nobody',
        '/files/web.zip nobody',
]

// What came is locked, without times and places.
assert lock.collections.keySet() == ['covid', 'lungs', 'web', 'javax.inject', 'local'] as Set
assert lock.collections.covid.files == 49
assert lock.collections.covid.commit ==~ /[0-9a-f]{40}/
assert lock.collections.covid.sha256 == lock.collections.web.sha256
assert !new File(basedir, 'xray.lock.json').text.contains(basedir.path)

// One command went from there to a model of the two.
assert builds[0].contains('Manifest: ') && builds[0].contains('Training, since there is no finished model yet.')
def folder = new File(basedir, 'target/xray/fetch')
assert new File(folder, 'model/fetch-model.jar').isFile()
def manifest = new groovy.json.JsonSlurper().parse(new File(folder, 'manifest.json'))
def covid = manifest.files.findAll { it.label == 'covid' }
def normal = manifest.files.findAll { it.label == 'normal' }
assert covid.size() > 10 && normal.size() == covid.size()
assert covid.every { it.source == 'covid' && it.view == 'PA' && it.licence == 'CC0' }
assert normal.every { it.source == 'NORMAL' && it.patient ==~ 'NORMAL/IM-[0-9]{4}' && it.licence == 'CC BY 4.0' }
assert manifest.licences*.licence as Set == ['CC-BY-4.0', 'CC0-1.0'] as Set

// The data sheet, from what is there.
assert builds[1].contains('Data sheet: ' + new File(folder, 'dataset/dataset.html'))
def sheet = new groovy.json.JsonSlurper().parse(new File(folder, 'dataset/dataset.json'))
assert sheet.sets[0].images == [covid: covid.size(), normal: normal.size()]
assert new File(folder, 'dataset/dataset.html').text.contains('data:image/jpeg')

// Another content fails, and passes when it is accepted.
assert builds[2].contains('local is not what ' + new File(basedir, 'xray.lock.json') + ' says')
assert builds[2].contains('-Dxray.updateLock')
assert builds[3].contains('the lock is updated')
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)

// Neither password nor signature is anywhere.
def secrets = ['not a secret', 'builder:not a secret'.bytes.encodeBase64() as String, 's1gned']
new File(basedir, 'cache').eachFileRecurse(groovy.io.FileType.FILES) { file ->
    secrets.each { assert !file.getText('ISO-8859-1').contains(it) }
}
new File(basedir, 'target').eachFileRecurse(groovy.io.FileType.FILES) { file ->
    secrets.each { assert !file.getText('ISO-8859-1').contains(it) }
}
assert secrets.every { !log.contains(it) }
