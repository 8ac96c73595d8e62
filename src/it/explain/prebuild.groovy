new File(basedir, 'broken.png').text = 'no image'
return true
