def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 6
def folder = new File(basedir, 'target/xray/check-without-evaluation')
def command = /No gate was checked\. Evaluate first: mvn dev\.xray:xray-maven-plugin:[^:\s]+:evaluate/
def missing = new File(folder, 'evaluation/evaluation.json')

// None yet.
assert builds[0].contains("There is no evaluation yet: $missing is missing. No gate was checked.")
assert builds[0] =~ command

// The packaging binds check: the lifecycle trains, evaluates and checks.
assert builds[1] =~ /Gate passed: lower bound of accuracy on test at threshold 0\.45 is 0\.\d{3}; asked for: at least 0\.05 \(/

// Of another seed.
assert builds[2] =~ /The evaluation is not up to date, since images, labels or split changed: \S+evaluation\.json\. $command/

// Of another model; no switch lets that pass.
[3, 4].each {
    assert builds[it] =~ /evaluation\.json is of another model \(SHA-256 0{64}\) than \S+-model\.jar \([0-9a-f]{64}\)\. $command/
    assert builds[it].contains('BUILD FAILURE')
}
assert builds[5].contains('Skipped: xray.check.skip is set.')

// check trained and evaluated nothing; what it could not check is an error for a CI.
[0, 2, 3, 4, 5].each { assert !builds[it].contains('The worker took') }
def suite = new groovy.xml.XmlParser().parse(
        new File(basedir, 'target/surefire-reports/TEST-xray.check-without-evaluation.xml'))
assert [suite.@tests, suite.@errors] == ['1', '1']
assert suite.testcase[0].error[0].@message.contains('is of another model')
