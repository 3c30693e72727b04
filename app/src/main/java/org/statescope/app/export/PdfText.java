package org.statescope.app.export;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.text.AttributedCharacterIterator;
import java.text.CharacterIterator;
import java.util.OptionalDouble;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Text of a PDF in Liberation Sans, which PDFBox brings along: selectable, and the file carries
/// what it uses of the font. Text with characters that the font has not becomes outlines.
public final class PdfText extends PdfBoxGraphics2DFontTextDrawer {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /// A PDF gives widths in thousandths of the size.
  private static final double UNITS = 1000;

  private final PDFont font;

  private PdfText(PDFont font) {
    this.font = font;
  }

  /// The text of this document.
  public static PdfText in(PDDocument document) throws IOException {
    try (InputStream stream = PDFont.class.getResourceAsStream(FONT)) {
      if (stream == null) {
        throw new IOException("the font " + FONT + " is missing from PDFBox");
      }
      return new PdfText(PDType0Font.load(document, stream));
    }
  }

  /// How wide the words are in this font, in the unit of the size; empty where it lacks one of
  /// their characters.
  public OptionalDouble width(String words, double size) throws IOException {
    try {
      return OptionalDouble.of(font.getStringWidth(words) / UNITS * size);
    } catch (IllegalArgumentException e) {
      return OptionalDouble.empty();
    }
  }

  @Override
  protected PDFont mapFont(Font wanted, IFontTextDrawerEnv environment) {
    return font;
  }

  @Override
  public boolean canDrawText(AttributedCharacterIterator text, IFontTextDrawerEnv environment) {
    StringBuilder words = new StringBuilder();
    for (char c = text.first(); c != CharacterIterator.DONE; c = text.next()) {
      words.append(c);
    }
    text.first();
    try {
      font.encode(words.toString());
      return true;
    } catch (IllegalArgumentException | IOException e) {
      // The font lacks one of the characters: outlines show it as well.
      return false;
    }
  }
}
