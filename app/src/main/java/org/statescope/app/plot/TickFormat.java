package org.statescope.app.plot;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/// Numbers as an axis shows them: short, with k, M and G for thousands and more, never in a
/// programmer's notation where a plain number fits.
public final class TickFormat extends NumberFormat {
  private static final long serialVersionUID = 1L;

  /// @return `value` with about four significant digits, such as 1.5k, 0.003 or 2e−7
  public static String text(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e12 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.3g", value)
          .replaceFirst("\\.?0*e", "e")
          .replaceFirst("e([+-])0*", "e$1")
          .replace("e+", "e")
          .replace('-', '−');
    }
    if (size >= 1e9) {
      return plain(value / 1e9) + "G";
    }
    if (size >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    if (size >= 1e4) {
      return plain(value / 1e3) + "k";
    }
    return plain(value);
  }

  private static String plain(double value) {
    int wholeDigits = Math.max(1, 1 + (int) Math.floor(Math.log10(Math.abs(value))));
    int decimals = Math.abs(value) < 1 ? 6 : Math.max(0, 5 - wholeDigits);
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    if (text.contains(".")) {
      text = text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
    return text.replace('-', '−');
  }

  @Override
  public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
    return to.append(text(number));
  }

  @Override
  public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
    return to.append(text(number));
  }

  @Override
  public Number parse(String source, ParsePosition position) {
    throw new UnsupportedOperationException("an axis only writes numbers");
  }
}
