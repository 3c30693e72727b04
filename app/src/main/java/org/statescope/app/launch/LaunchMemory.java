package org.statescope.app.launch;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import org.statescope.training.run.Presets;
import org.statescope.training.run.SsmStructure;

/// The last choices of a new run as plain words, to be remembered. What another version wrote and
/// this one does not know is left at the preset's value.
final class LaunchMemory {
  private static final String PRESET = "preset";
  private static final String BUNDLED = "bundled-text";
  private static final String DEVICE = "device";
  private static final String OTHERS = "other-structures";

  private final NewRunModel model;

  LaunchMemory(NewRunModel model) {
    this.model = model;
  }

  /// The choices now. The name is not among them: another run gets another.
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(PRESET, model.presetProperty().get());
    words.put(BUNDLED, Boolean.toString(model.bundledTextProperty().get()));
    words.put(DEVICE, model.deviceProperty().get().name());
    words.put(
        OTHERS, model.choices().others().stream().map(Enum::name).collect(Collectors.joining(" ")));
    choices().forEach((key, choice) -> words.put(key, choice.get().name()));
    for (Field field : Field.values()) {
      if (field != Field.NAME && field != Field.DEVICE) {
        words.put(key(field), model.typed(field).get());
      }
    }
    return words;
  }

  /// Chooses again what was remembered; empty changes nothing.
  void restore(Map<String, String> words) {
    String preset = words.get(PRESET);
    if (preset == null || !Presets.names().contains(preset)) {
      return;
    }
    model.presetProperty().set(preset);
    model.bundledTextProperty().set(!"false".equals(words.get(BUNDLED)));
    String device = words.get(DEVICE);
    if (device != null && !device.isBlank()) {
      model.deviceProperty().set(Device.named(device));
    }
    choices().forEach((key, choice) -> restore(choice, words.getOrDefault(key, "")));
    for (String other : words.getOrDefault(OTHERS, "").split(" ")) {
      Stream.of(SsmStructure.values())
          .filter(structure -> structure.name().equals(other))
          .forEach(model.choices().others()::add);
    }
    for (Field field : Field.values()) {
      String typed = words.get(key(field));
      if (typed != null) {
        model.typed(field).set(typed);
      }
    }
  }

  private Map<String, ObjectProperty<? extends Enum<?>>> choices() {
    Map<String, ObjectProperty<? extends Enum<?>>> all = new LinkedHashMap<>();
    all.put("structure", model.choices().structure());
    all.put("coefficients", model.choices().coefficients());
    all.put("sharing", model.choices().sharing());
    all.put("readout", model.choices().readout());
    all.put("discretisation", model.choices().discretisation());
    all.put("decay", model.choices().decay());
    all.put("batches", model.batchesProperty());
    all.put("precision", model.precisionProperty());
    all.put("on-instability", model.onInstabilityProperty());
    return all;
  }

  private static <T extends Enum<?>> void restore(ObjectProperty<T> choice, String name) {
    Class<?> type = choice.get().getDeclaringClass();
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        @SuppressWarnings("unchecked") // a constant of the class that the present value has
        T value = (T) constant;
        choice.set(value);
      }
    }
  }

  private static String key(Field field) {
    return "field." + field.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
