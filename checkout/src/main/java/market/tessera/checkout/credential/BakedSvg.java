package market.tessera.checkout.credential;

import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** SVG images with a credential inside (Open Badges 3.0, section 5.3.2): an element of its own directly under the root. */
public final class BakedSvg {
    private static final String NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
    private static final XMLInputFactory XML = factory();

    private BakedSvg() {}

    /** @param svg without a credential yet */
    public static String bake(String svg, String credential) {
        var root = svg.indexOf('>', svg.indexOf("<svg")) + 1;
        return svg.substring(0, root) + "<openbadges:credential xmlns:openbadges=\"" + NAMESPACE + "\"><![CDATA["
                + credential.replace("]]>", "]]]]><![CDATA[>") + "]]></openbadges:credential>" + svg.substring(root);
    }

    /** The credential inside an image, as JSON or as JWT; nothing if there is none, or that is no SVG. */
    public static Optional<String> credential(String svg) {
        try {
            var reader = XML.createXMLStreamReader(new StringReader(svg));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && isCredential(reader)) {
                    return text(reader);
                }
            }
            return Optional.empty();
        } catch (XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isCredential(XMLStreamReader reader) {
        return reader.getLocalName().equals("credential") && NAMESPACE.equals(reader.getNamespaceURI());
    }

    private static Optional<String> text(XMLStreamReader reader) throws XMLStreamException {
        var jwt = reader.getAttributeValue(null, "verify");
        return Optional.of(jwt == null ? reader.getElementText().strip() : jwt).filter(text -> !text.isEmpty());
    }

    /** One that follows no reference out of the document. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
