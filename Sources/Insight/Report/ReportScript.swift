/// The script of the report: the map tells the track that is pointed at or focused; arrows go to the nearest one.
enum ReportScript {
    static let text = """
        "use strict";
        (() => {
          const told = document.getElementById("map-told");
          if (!told) return;
          for (const map of document.querySelectorAll(".map")) {
            const points = [...map.querySelectorAll("[tabindex]")];
            if (!points.length) continue;
            let places = null;
            const place = point => {
              // A hidden picture has no boxes, so they are asked for when one is looked at.
              places = places || new Map(points.map(p => {
                const box = p.getBBox();
                return [p, {x: box.x + box.width / 2, y: box.y + box.height / 2}];
              }));
              return places.get(point);
            };
            const tell = point => { told.textContent = point.getAttribute("aria-label"); };
            const go = point => {
              for (const other of points) if (other.getAttribute("tabindex") === "0") other.setAttribute("tabindex", "-1");
              point.setAttribute("tabindex", "0");
              point.focus();
            };
            map.addEventListener("pointerover", event => {
              const point = event.target.closest("[tabindex]");
              if (point) tell(point);
            });
            map.addEventListener("focusin", event => {
              const point = event.target.closest("[tabindex]");
              if (point) tell(point);
            });
            map.addEventListener("click", event => {
              const point = event.target.closest("[tabindex]");
              if (point) go(point);
            });
            map.addEventListener("keydown", event => {
              const ways = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
              const way = ways[event.key];
              const from = event.target.closest("[tabindex]");
              if (!from) return;
              if (event.key === "Home") { event.preventDefault(); return go(points[0]); }
              if (event.key === "End") { event.preventDefault(); return go(points[points.length - 1]); }
              if (!way) return;
              event.preventDefault();
              const here = place(from);
              let best = null, least = Infinity;
              for (const point of points) {
                if (point === from) continue;
                const there = place(point);
                const along = (there.x - here.x) * way[0] + (there.y - here.y) * way[1];
                const aside = Math.abs((there.x - here.x) * way[1]) + Math.abs((there.y - here.y) * way[0]);
                // What lies aside of the way is farther than what lies along it.
                if (along <= 0.01) continue;
                const distance = along + 2.5 * aside;
                if (distance < least) { least = distance; best = point; }
              }
              if (best) go(best);
            });
          }
        })();
        """
}
