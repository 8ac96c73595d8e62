def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 3
def log = builds[1]
assert builds[0].count('Skipped: xray.check.skip is set.') == 8
assert !builds[0].contains('Gate passed')

// Each kind, with its figure and what was asked for.
[/accuracy on test at threshold 0\.5 is [01]\.\d{3}; asked for: at least 0\.10 \(\d+ of 12 from \d+ patients, effectively /,
 /brier on test is 0\.\d{3}; asked for: at most 0\.90 \(12 images from /,
 /lower bound of accuracy on test at threshold 0\.5 is 0\.\d{3}; asked for: at least 0\.10 \(value /,
 /upper bound of accuracy on test at threshold 0\.5 is 0\.\d{3}; asked for: at most 0\.999 \(value /,
 /sensitivity of normal on test at threshold 0\.5 rests on effectively \d+\.\d images; asked for: at least 2 \(value /,
 /accuracy on elsewhere at threshold 0\.5 is [01]\.\d{3}; asked for: at least 0\.1 \(\d+ of 120 from /,
 /accuracy on elsewhere \(sex=F\) at threshold 0\.5 is [01]\.\d{3}; asked for: at least 0\.1 \(/,
 /accuracy on test at threshold 0\.5 rests on effectively \d+\.\d images; asked for: at least 2 \(/,
 /accuracy on test at threshold 0\.45 is [01]\.\d{3}; asked for: at least 0\.1 \(/,
 /accuracy on test at threshold 0\.5 is [01]\.\d{3}, as good as that of evaluation\.json; asked for: at most 0 worse \(/,
 /rocAuc on test is [01]\.\d{3}, as good as that of dev\.xray\.it:check-passes:0\.9; asked for: at most 0\.01 worse \(/
].each { assert log =~ /Gate passed: $it/ }
assert log.count('Gate passed: ') == 11

// check by itself finds the evaluation current, and forks nothing.
assert builds[2].count('Gate passed: ') == 2
assert !builds[2].contains('The worker took')

// For a CI: one file for each execution, each limit a test.
def reports = new File(basedir, 'target/surefire-reports')
assert reports.list().sort() == ['class', 'dataset', 'drop', 'interval', 'slice', 'support', 'threshold', 'value'].collect {
    "TEST-xray.check-passes.${it}.xml".toString()
}
def suite = new groovy.xml.XmlParser().parse(new File(reports, 'TEST-xray.check-passes.value.xml'))
assert [suite.@name, suite.@tests, suite.@failures, suite.@errors] == ['xray.check-passes.value', '2', '0', '0']
assert suite.testcase*.@name == ['accuracy on test at threshold 0.5: minimum 0.10', 'brier on test: maximum 0.90']

// The page of the job: the evaluation once, then each table of gates once, although both ran twice.
def page = new File(basedir, 'step-summary.md').text
assert page.startsWith('## check-passes: covid or normal')
assert page.count('## check-passes: covid or normal') == 1
assert page.count('### Gates of check-passes') == 8
assert page.contains('| ✓ passed | brier on test: maximum 0.90 | brier on test is 0.')
assert new File(basedir, 'target/xray/check-passes/check/summary.md').text.contains('### Gates of check-passes')
def images = new File(basedir, '../setup/target/xray/phantoms/images').list()
assert images.every { !page.contains(it) }
