package market.tessera.checkout.moodle;

import java.net.URI;

/**
 * Where a Moodle is, and what it knows us by.
 *
 * @param address of the site, such as {@code https://campus.example.edu/moodle}
 */
record Moodle(URI address, String token) {
    @Override
    public String toString() {
        return "Moodle[" + address + "]";
    }
}
