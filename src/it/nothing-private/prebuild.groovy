// The phantoms of ../setup, with names and ids that occur nowhere else, some under a licence that is not free.
def from = new File(basedir, '../setup/target/xray/phantoms')
def to = new File(basedir, 'data')
new File(to, 'images').mkdirs()
def lines = new File(from, 'metadata.csv').readLines('UTF-8')
def header = lines[0].split(',', -1) as List
int file = header.indexOf('filename')
int patient = header.indexOf('patientid')
int licence = header.indexOf('license')
new File(to, 'metadata.csv').withWriter('UTF-8') { out ->
    out.writeLine(lines[0])
    lines.drop(1).each { line ->
        def cells = line.split(',', -1) as List
        def name = 'zyxfile' + cells[file]
        new File(to, 'images/' + name).bytes = new File(from, 'images/' + cells[file]).bytes
        cells[file] = name
        cells[patient] = 'zyxpatient' + cells[patient]
        if (line.contains('COVID-19')) {
            cells[licence] = 'CC BY-NC-SA'
        }
        out.writeLine(cells.join(','))
    }
}

new File(basedir, '.mvn/maven.config').text = "-DaltDeploymentRepository=folder::${new File(basedir, 'target/accepted').toURI()}\n"
return true
