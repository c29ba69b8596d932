# Completion of dslint in bash. Install it with: eval "$(dslint completion bash)"

_dslint_completion() {
    local response type value help path files='' folders=''
    COMPREPLY=()
    response=$(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" _DSLINT_COMPLETE=bash_complete \
        "${1/#\~/$HOME}" 2>/dev/null) || files=yes
    while IFS=$'\t' read -r type value help; do
        case $type in
        plain) COMPREPLY+=("$value") ;;
        file) files=yes ;;
        dir) folders=yes ;;
        esac
    done <<< "$response"
    if [[ $files && ${#COMPREPLY[@]} -eq 0 ]] && type compopt > /dev/null 2>&1; then
        compopt -o default
    elif [[ $folders ]] && type compopt > /dev/null 2>&1; then
        compopt -o dirnames
    elif [[ $files || $folders ]]; then
        while IFS= read -r path; do
            COMPREPLY+=("$path")
        done < <(compgen -f -- "$2")
        compopt -o filenames 2> /dev/null
    fi
}

complete -o nosort -F _dslint_completion dslint 2> /dev/null || complete -F _dslint_completion dslint
