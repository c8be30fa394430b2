package market.tessera.platform.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Takes names of fields as they are: no form marks its fields by a prefix, and the token {@code _csrf} marks none. */
@ControllerAdvice(annotations = Controller.class)
final class PlainForms {
    @InitBinder
    void plain(WebDataBinder binder) {
        binder.setFieldMarkerPrefix(null);
        binder.setFieldDefaultPrefix(null);
    }
}
