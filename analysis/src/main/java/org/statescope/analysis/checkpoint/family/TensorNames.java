package org.statescope.analysis.checkpoint.family;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of tensors: what wrappers put before them, and their order.
final class TensorNames {
  private static final Pattern WRAPPERS =
      Pattern.compile(
          "^(?:(?:model|module|_orig_mod|state_dict|model_state_dict|ema_model|ema)\\.|ema_)+");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private TensorNames() {}

  /// A name without the prefixes that training, compiling and averaging wrap around a model.
  static String stripped(String name) {
    Matcher matcher = WRAPPERS.matcher(name);
    return matcher.find() && matcher.end() < name.length() ? name.substring(matcher.end()) : name;
  }

  /// Whether a name is of the average of a model's weights over training.
  static boolean isAverage(String name) {
    return name.startsWith("ema") || name.contains(".ema");
  }

  /// Names in order, layer 2 before layer 10.
  static List<String> inOrder(Collection<String> names) {
    record Sortable(String padded, String name) {}
    return names.stream()
        .map(name -> new Sortable(padded(name), name))
        .sorted(Comparator.comparing(Sortable::padded).thenComparing(Sortable::name))
        .map(Sortable::name)
        .toList();
  }

  private static String padded(String name) {
    return NUMBER
        .matcher(name)
        .replaceAll(
            number -> "0".repeat(Math.max(0, 12 - number.group().length())) + number.group());
  }
}
