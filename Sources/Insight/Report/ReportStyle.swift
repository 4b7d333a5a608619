/// The style sheet of the report around its pictures.
enum ReportStyle {
    static let css = """
        :root{--paper:#fff;--shade:#f6f7f9;--text:#24272c;--faint:#5d646e;--line:#e1e4e8;--link:#005a9c;--mark:#0072b2}
        @media screen and (prefers-color-scheme:dark){:root{--paper:#16181c;--shade:#1e2126;--text:#e4e7eb;
        --faint:#a3aab4;--line:#2f343c;--link:#7fc8f1;--mark:#3d9ce0}}
        *{box-sizing:border-box}
        html{scroll-behavior:smooth;scroll-padding-top:4rem}
        @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
        body{margin:0;background:var(--paper);color:var(--text);line-height:1.5;
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        header,main{max-width:62rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:2.5rem}
        h1{font-size:2rem;line-height:1.2;margin:0;overflow-wrap:anywhere}
        h2{font-size:1.35rem;margin:3.5rem 0 1rem;padding-top:1.25rem;border-top:1px solid var(--line)}
        h3{font-size:1rem;margin:2rem 0 .5rem}
        .note{color:var(--faint);font-size:.875rem;margin:.25rem 0 1rem}
        a{color:var(--link)}
        a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
        .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
        nav{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line);margin-top:1.5rem}
        nav ul{max-width:62rem;margin:0 auto;padding:.6rem 1.25rem;list-style:none;display:flex;gap:1.1rem;overflow-x:auto;
        white-space:nowrap;scrollbar-width:none}
        nav a{text-decoration:none;font-size:.9rem;display:inline-block;padding:.15rem 0}nav a:hover{text-decoration:underline}
        .key{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1.5rem 0 0}
        .key div{background:var(--shade);border-radius:.6rem;padding:.8rem 1rem}
        .key dt{color:var(--faint);font-size:.8rem}.key dd{margin:0;font-size:1.5rem;font-weight:600;
        font-variant-numeric:tabular-nums}
        figure{margin:1.25rem 0 2.25rem;border:1px solid var(--line);border-radius:.75rem;padding:.5rem;
        overflow:hidden}
        figure svg{display:block;width:100%;height:auto}
        .narrow{display:none}
        @media (max-width:36rem){.wide{display:none}.narrow{display:block}h1{font-size:1.6rem}header,main{padding:0 .9rem}
        figure{padding:.1rem}nav ul{padding:.6rem .9rem}}
        details{margin:.25rem 1rem .75rem;font-size:.9rem}
        summary{cursor:pointer;color:var(--link);padding:.25rem 0}
        .scroll{overflow:auto;max-height:26rem;margin:.5rem 0}
        table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums;min-width:60%}
        th,td{padding:.35rem .9rem .35rem 0;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
        thead th{color:var(--faint);font-weight:600;position:sticky;top:0;background:var(--paper)}
        tbody th{font-weight:400;max-width:22rem;overflow-wrap:anywhere}
        .number{text-align:right}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem}
        .card{border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.1rem}
        .card.active{border-color:var(--mark)}
        .card h3{margin:0}.version{font-weight:400;color:var(--faint);font-size:.875rem}.card p{font-size:.9rem}
        .figures{margin:0;font-size:.875rem}.figures div{display:flex;justify-content:space-between;gap:1rem;
        border-top:1px solid var(--line);padding:.25rem 0}.figures dt{color:var(--faint)}
        .figures dd{margin:0;font-variant-numeric:tabular-nums}
        #figure-map .note{margin:.75rem 1rem 0}.told{margin:.25rem 1.5rem .75rem;font-weight:600;min-height:1.5em;
        overflow-wrap:anywhere}
        .map [tabindex]{cursor:pointer;outline:none}
        .map [tabindex]:hover,.map [tabindex]:focus{stroke:var(--text);stroke-width:2px;paint-order:stroke}
        @media print{nav,.skip,details,.told{display:none}figure,.card{break-inside:avoid}body{font-size:11pt}}
        """
}
