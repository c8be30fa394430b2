package market.tessera.checkout.showcase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.issuer.Issuer;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** A badge's picture: the design system's, as a file of its own. */
@Component
class BadgePicture {
    private static final int LONGEST_LINE = 20;
    private static final int MOST_LINES = 4;

    private final ITemplateEngine templates;

    BadgePicture(ITemplateEngine templates) {
        this.templates = templates;
    }

    String svg(Badge badge, Issuer issuer) {
        var context = new Context();
        context.setVariable("lines", lines(badge.title()));
        context.setVariable("provider", issuer.name());
        context.setVariable("hue", issuer.hue());
        return templates.process("tessera/components", Set.of("badge"), context).strip();
    }

    /** The title in up to four short lines; what does not fit is cut with an ellipsis. */
    static List<String> lines(String title) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : title.strip().split("\\s+", -1)) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (longer.length() > LONGEST_LINE && !line.isEmpty()) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        if (lines.size() > MOST_LINES) {
            var last = lines.get(MOST_LINES - 1);
            lines.subList(MOST_LINES - 1, lines.size()).clear();
            lines.add(last + " …");
        }
        return List.copyOf(lines);
    }
}
