# Completion of dslint in fish. Install it with: dslint completion fish > ~/.config/fish/completions/dslint.fish

# Files, as fish completes them for commands that it does not know.
function __dslint_paths
    complete --do-complete "'' $argv"
end

function __dslint_completion
    set -l word (commandline -ct)
    set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
    command --query $program
    or return
    set -lx COMP_LINE (commandline -cp | string collect)
    set -lx _DSLINT_COMPLETE fish_complete
    set -l response ($program 2> /dev/null)
    or begin
        __dslint_paths $word
        return
    end
    for line in $response
        # An answer without words is one empty line.
        test -n "$line"
        or continue
        set -l parts (string split \t -- $line)
        set -l before ''
        set -l path $word
        if test $parts[1] != plain; and test $parts[2] -gt 0
            set before (string sub --length $parts[2] -- $word)
            set path (string sub --start (math $parts[2] + 1) -- $word)
        end
        switch $parts[1]
            case plain
                printf '%s\t%s\n' $parts[2] $parts[3]
            case file
                printf '%s\n' $before(__dslint_paths $path)
            case dir
                printf '%s\n' $before(__dslint_paths $path | string match --regex '.*/$')
        end
    end
end

complete --command dslint --no-files --keep-order --arguments '(__dslint_completion)'
