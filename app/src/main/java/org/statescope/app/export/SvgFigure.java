package org.statescope.app.export;

import java.awt.Dimension;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.GenericImageHandler;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SimpleImageHandler;
import org.statescope.app.plot.Figure;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Vectors and text, one user unit for each pixel of the screen.
public final class SvgFigure {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String FONT_FAMILY = "font-family";

  private SvgFigure() {}

  static void write(Figure figure, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setGenericImageHandler(pictures());
    write(figure, new SVGGraphics2D(context, false), writer);
    writer.flush();
  }

  /// The `svg` element alone, to stand within a page of HTML.
  ///
  /// @param prefix of the names of its parts, which no other figure of the page may have
  public static String element(Figure figure, String prefix) throws IOException {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setGenericImageHandler(pictures());
    context.setIDGenerator(
        new SVGIDGenerator() {
          @Override
          public String generateID(String kind) {
            return super.generateID(prefix + kind);
          }
        });
    Writer writer = new StringWriter();
    write(figure, new SVGGraphics2D(context, false), writer);
    String whole = writer.toString();
    // Batik gives this one no prefix; nothing refers to it.
    return whole
        .substring(whole.indexOf("<svg"))
        .replace("id=\"genericDefs\"", "id=\"" + prefix + "genericDefs\"");
  }

  private static void write(Figure figure, SVGGraphics2D g, Writer writer) throws IOException {
    FigureSheet sheet = FigureSheet.of(figure, g);
    int width = (int) Math.ceil(sheet.width());
    int height = (int) Math.ceil(sheet.height());
    g.setSVGCanvasSize(new Dimension(width, height));
    sheet.draw(g);
    Element root = g.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 %d %d".formatted(width, height));
    useSansSerif(root);
    g.stream(root, writer, false, false);
  }

  /// Pictures stand within the file as PNG, written by the JDK: Batik's own writer is a module that
  /// is not here.
  private static GenericImageHandler pictures() {
    return new SimpleImageHandler(
        new ImageHandlerBase64Encoder() {
          @Override
          public void encodeImage(RenderedImage picture, OutputStream out)
              throws SVGGraphics2DIOException {
            try {
              ImageIO.write(picture, "png", out);
            } catch (IOException e) {
              throw new SVGGraphics2DIOException("a picture could not be written", e);
            }
          }
        });
  }

  private static Document document() {
    return GenericDOMImplementation.getDOMImplementation().createDocument(NAMESPACE, "svg", null);
  }

  /// The fonts of this machine mean nothing to the reader's.
  private static void useSansSerif(Element root) {
    if (root.hasAttribute(FONT_FAMILY)) {
      root.setAttributeNS(null, FONT_FAMILY, "sans-serif");
    }
    NodeList all = root.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.hasAttribute(FONT_FAMILY)) {
        element.setAttributeNS(null, FONT_FAMILY, "sans-serif");
      }
    }
  }
}
