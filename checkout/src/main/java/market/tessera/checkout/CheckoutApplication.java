package market.tessera.checkout;

import market.tessera.platform.application.TesseraApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Basket, order, payment, enrollment, completion, badge. */
@SpringBootApplication(proxyBeanMethods = false)
public class CheckoutApplication {
    /** The application under its own name and configuration, ready to run. */
    public static SpringApplicationBuilder builder() {
        return TesseraApplication.builder(CheckoutApplication.class, "checkout");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
