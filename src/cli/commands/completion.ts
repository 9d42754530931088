import { nearest, wordAmong } from '../../text/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { shells } from '../arguments/completion.ts';
import { wrongUsage } from '../failure.ts';

/** What a shell reads to complete commands, options, steps and incidents; each asks `_complete` what can come next. */
export function run(call: Call): void {
  const said = onlyWord(call);
  const shell = wordAmong(said, shells);
  if (shell === undefined) {
    const meant = nearest(said, shells);
    throw wrongUsage(
      `"${said}" is no shell that can be told.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
      `There is: ${shells.join(', ')}.`,
    );
  }
  if (call.json) call.io.json({ shell, script: scripts[shell] });
  else call.io.raw(scripts[shell]);
}

/** A name that ends with "=" wants its value behind it, and no space. */
const scripts: Readonly<Record<(typeof shells)[number], string>> = {
  bash: `# holdfast in bash. In ~/.bashrc: eval "$(holdfast completion bash)"
_holdfast() {
  local IFS=$'\\n'
  COMPREPLY=($("\${COMP_WORDS[0]}" _complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  if [[ "\${COMPREPLY[0]-}" == *= ]]; then compopt -o nospace 2>/dev/null; fi
  return 0
}
complete -o default -F _holdfast holdfast hf
`,
  zsh: `# holdfast in zsh. In ~/.zshrc, behind compinit: eval "$(holdfast completion zsh)"
_holdfast() {
  local -a found
  found=("\${(@f)$("\${words[1]}" _complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=("\${(@)found:#}")
  if (( $#found == 0 )); then _files; return; fi
  compadd -S '' -- "\${(@M)found:#*=}"
  compadd -- "\${(@)found:#*=}"
}
compdef _holdfast holdfast hf
`,
  fish: `# holdfast in fish: holdfast completion fish > ~/.config/fish/completions/holdfast.fish
complete -c holdfast -a '(holdfast _complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
complete -c hf -w holdfast
`,
};
