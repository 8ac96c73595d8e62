def log = new File(basedir, 'build.log').text
def errors = log.readLines().findAll { it.startsWith('[ERROR]') }

// One error of its own that says what, where and what to do.
assert log.contains("<recipe> (-Dxray.recipe) is 'artcle', but must be one of article, rigorous, article-verbatim.")
assert log.contains('Correct it in the configuration of xray-maven-plugin for ' + new File(basedir, 'pom.xml') +
        ', for example: <recipe>article</recipe>')
assert errors.count { it.contains('Failed to execute goal') } == 1

// No stack trace, nothing that looks like a result.
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)
assert !new File(basedir, 'target/xray/error-misspelt-recipe/model').exists()
assert !new File(basedir, 'target/xray/error-misspelt-recipe/evaluation').exists()
assert !new File(localRepositoryPath, 'dev/xray/it/error-misspelt-recipe').exists()
