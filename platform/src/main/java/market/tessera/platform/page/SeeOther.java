package market.tessera.platform.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/** Where a browser goes once a form was taken: it asks for the page anew, and reading it again sends nothing again (RFC 9110, section 15.4.4). */
public final class SeeOther {
    private SeeOther() {}

    /** @param address of this site, with what it says of what was done */
    public static Rendering to(String address) {
        return Rendering.redirectTo(address).status(HttpStatus.SEE_OTHER).build();
    }
}
