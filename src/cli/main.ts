process.stdout.write('holdfast: nothing is built yet\n');
