"""The floor plan: from the data files to the published site, in one direction.

    signals      Ctrl-C and the like end a command by an exception
    console      what commands write: results, notices, progress
    problem      what a complaint is and how it is printed
    characters   characters that no text may hold, and those that pass for others
    turns        one process at a time
    whole        a file is written whole or left as it was
    together     equal parts of the work at the same time, on all cores
    yamlfile     strict YAML: every value knows its file and line
    locks        the files that commands write in data/locks/: every line is whole
    web_address  addresses: what a link may lead to, where a site can stand
    values       how texts, days and numbers are written in the data
    model        the shapes of the data (pydantic); a value that exists has a right shape
    datafile     a file of the data: its shape, its texts, where in it to mend a fault
    load         every data file read into one `Data`
    naming       ids and other names: what leads to an item, and the rules that names keep
    tokens       figures, dates, codes and names of a text, the same in both languages
    lexicon      words of direction, negation, bounds and degree in either language
    quantities   figures with what they count, in their order
    meaning      what the two languages share beyond figures and names
    parity       the two languages state the same
    sourcewords  a source's own words in the forms of our texts
    provenance   what is stated occurs in its source
    support      a point shares words with the sentences it cites
    originals    the original of a source as it was delivered
    references   addresses and publishers of references
    wording      words to avoid, acronyms to spell out
    placeholders what pages put into the words of the interface
    terms        glossary terms marked where a page first uses them
    settings     what mkdocs.yml must and cannot say
    rules        what must agree between files and between the two languages
    skeleton     a new data file, to be filled in
    mkdocs_file  what of mkdocs.yml must be known before MkDocs runs
    docs_files   what may lie in docs/
    prose_lines  lines of Markdown: code, what is too much, where something of the HTML stands
    prose_allowed  what a page written by hand may hold
    prose_html   its Markdown made HTML, and that read
    prose        the pages written by hand: their titles, anchors and links
    drift        Korean texts whose English has changed since
    status       how each item stands, as a table
    pages        which pages, addresses and anchors the data gives rise to
    permalinks   addresses that stay: language-neutral ones, former ones, all that the site answers to
    ledger       the addresses once published, compared with those of today
    data_folder  what may lie in data/
    kept         what is costly to make, kept by the hash of all it is made from
    headers      what hosts should send with each file
    citations    how a page and its source are cited
    colours      the site's colours, for files and pictures that no style sheet reaches
    typesetter   templates set as PDF and PNG
    documents/   policies and sources as PDF, Word and Hangul files
    render       Jinja templates: pages x languages -> docs/
    prose_links  links of the pages written by hand
    navigation   the navigation of each language, and the file that an editor of a page changes
    frame        the page around the content: what is mended of Material's
    finish/      what stands in the built site beside its pages, and what is done to the whole of it
    swap         one build at a time, and the finished site into the place of the old one
    preview      what differs in a preview, and how it shows complaints
    publisher    the one room that knows MkDocs
    rebuilder    a preview built anew, in a process of its own
    walk         the order of the stages
    cli          the commands

A room imports only from rooms above it; tests/test_structure.py holds that.
"""

LANGUAGES = ("en", "ko")
