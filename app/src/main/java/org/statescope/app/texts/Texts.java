package org.statescope.app.texts;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Words by key, `feature.thing`, from `Texts.properties`.
public final class Texts {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("org.statescope.app.texts.Texts", Locale.ROOT);

  private Texts() {}

  /// The words under a key, with `{0}`, `{1}` … replaced by the arguments as they print.
  ///
  /// Numbers are passed as text: how many digits a number deserves is the caller's knowledge.
  public static String text(String key, Object... arguments) {
    String pattern = BUNDLE.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.ROOT).format(strings(arguments));
  }

  private static Object[] strings(Object[] arguments) {
    Object[] strings = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      strings[i] = String.valueOf(arguments[i]);
    }
    return strings;
  }
}
