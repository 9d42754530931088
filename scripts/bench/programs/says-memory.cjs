// Required before a program: says at its end, on standard error, the most memory that it held, in kB. CommonJS, so that it loads nothing itself.
process.on('exit', () => process._rawDebug(process.resourceUsage().maxRSS));
