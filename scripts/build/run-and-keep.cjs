'use strict';
// One run of the built program that keeps what V8 compiled for it: `node run-and-keep.cjs COMMAND…`. What an earlier run kept is
// loaded first and so kept too; thus the caches grow with every run.
const { renameSync, writeFileSync } = require('node:fs');
const { load, scripts } = require('../../bin/load.js');

process.on('exit', () => {
  for (const { script, cache } of scripts.values()) {
    writeFileSync(`${cache}.new`, script.createCachedData());
    renameSync(`${cache}.new`, cache);
  }
});
load('main.js');
