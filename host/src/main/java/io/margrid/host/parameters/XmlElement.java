package io.margrid.host.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of an XML document with all that is in it; attributes and comments are not kept.
///
/// @param name     local name
/// @param text     its own text, without blanks at the ends
/// @param children elements in it, in order
record XmlElement(String name, String text, List<XmlElement> children) {
    private static final int DEPTH_MAX = 32;

    /// Copies the list.
    XmlElement {
        children = List.copyOf(children);
    }

    /// Makes readers that follow no document type and no entity of a document's own, and open no other file.
    static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("refers to another document");
        });
        return factory;
    }

    /// Reads the element that a reader is at the start of, to its end.
    static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        return read(reader, 0);
    }

    private static XmlElement read(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEPTH_MAX) {
            throw new XMLStreamException("has elements more than %d deep in others".formatted(DEPTH_MAX));
        }
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(read(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
            event = reader.next();
        }
        return new XmlElement(name, text.toString().strip(), children);
    }

    /// The elements of a name.
    List<XmlElement> all(String child) {
        return children.stream().filter(one -> one.name.equals(child)).toList();
    }

    /// The first element of a name.
    Optional<XmlElement> first(String child) {
        return children.stream().filter(one -> one.name.equals(child)).findFirst();
    }

    /// The text of the first element of a name; empty if there is none.
    String text(String child) {
        return first(child).map(XmlElement::text).orElse("");
    }

    /// The number in the first element of a name.
    ///
    /// @throws IllegalArgumentException naming the element if it is not there or no finite number
    double number(String child) {
        String text = text(child);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Told below, with what stands there.
        }
        throw new IllegalArgumentException("%s in %s must be a finite number: \"%s\"".formatted(child, name, text));
    }

    /// The same where it may be left out.
    double number(String child, double absent) {
        return first(child).isPresent() ? number(child) : absent;
    }
}
