#compdef dslint
# Completion of dslint in zsh. Install it with: eval "$(dslint completion zsh)", after compinit

_dslint_completion() {
    local response line files folders
    local -a parts described
    response=$(COMP_LINE="${(j: :)words[1,CURRENT-1]} $PREFIX" _DSLINT_COMPLETE=zsh_complete ${~words[1]} 2> /dev/null) \
        || { _files; return }
    for line in ${(f)response}; do
        parts=("${(@ps:\t:)line}")
        case $parts[1] in
        plain) described+=("${parts[2]//:/\\:}${parts[3]:+:$parts[3]}") ;;
        file) files=$parts[2] ;;
        dir) folders=$parts[2] ;;
        esac
    done
    (( $#described )) && _describe -V 'value' described
    if [[ -n $files ]]; then
        compset -p $files
        _files
    elif [[ -n $folders ]]; then
        compset -p $folders
        _files -/
    fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _dslint_completion "$@"
else
    compdef _dslint_completion dslint
fi
