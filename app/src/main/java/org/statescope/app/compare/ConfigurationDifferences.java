package org.statescope.app.compare;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.RunConfiguration;

/// Where configurations differ, entry by entry.
///
/// @param rows the entries that differ, in the order of the configuration
/// @param equal how many entries are the same in all
public record ConfigurationDifferences(List<Row> rows, int equal) {
  private static final String ABSENT = "—";
  private static final MathContext DIGITS = new MathContext(12);

  /// @param key the entry, `model.structure`
  /// @param values one for each configuration
  public record Row(String key, List<String> values) {}

  public ConfigurationDifferences {
    rows = List.copyOf(rows);
  }

  /// Compares; with fewer than two configurations nothing differs.
  public static ConfigurationDifferences of(List<RunConfiguration> configurations) {
    List<Map<String, String>> flat = configurations.stream().map(each -> flatten(each)).toList();
    List<Row> differing = new ArrayList<>();
    int equal = 0;
    if (flat.isEmpty()) {
      return new ConfigurationDifferences(List.of(), 0);
    }
    for (String key : keys(flat)) {
      List<String> values = flat.stream().map(each -> each.getOrDefault(key, ABSENT)).toList();
      if (new TreeSet<>(values).size() > 1) {
        differing.add(new Row(key, values));
      } else {
        equal++;
      }
    }
    return new ConfigurationDifferences(differing, equal);
  }

  /// Every entry that any of them has, in the order of the one that has most.
  private static Set<String> keys(List<Map<String, String>> flat) {
    Set<String> keys = new LinkedHashSet<>();
    flat.stream()
        .sorted(Comparator.comparingInt((Map<String, String> each) -> each.size()).reversed())
        .forEach(each -> keys.addAll(each.keySet()));
    return keys;
  }

  /// Branches that a configuration does not have give no entries.
  private static Map<String, String> flatten(Record configuration) {
    Map<String, String> entries = new LinkedHashMap<>();
    flatten("", configuration, entries);
    return entries;
  }

  private static void flatten(String prefix, Record branch, Map<String, String> entries) {
    for (RecordComponent component : branch.getClass().getRecordComponents()) {
      Object value = valueOf(component, branch);
      String key = prefix + component.getName();
      if (value instanceof Record inner) {
        flatten(key + ".", inner, entries);
      } else if (!component.getType().isRecord()) {
        entries.put(key, words(value));
      }
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, Record branch) {
    try {
      return component.getAccessor().invoke(branch);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the entry " + component.getName() + " is not readable", e);
    }
  }

  /// A number as one would type it: 3e-3 / 10 is 0.0003, not 3.0000000000000003E-4. Numbers that
  /// agree so far are the same for a reader of configurations.
  private static String decimal(double number) {
    return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> ABSENT;
      case Enum<?> constant -> constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      case Double number when Double.isFinite(number) -> decimal(number);
      default -> value.toString();
    };
  }
}
