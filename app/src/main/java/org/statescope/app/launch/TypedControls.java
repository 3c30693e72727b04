package org.statescope.app.launch;

import atlantafx.base.theme.Styles;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.statescope.app.launch.NewRunModel.Result;
import org.statescope.app.texts.Texts;

/// Text fields of the form, each with what is wrong with it below.
final class TypedControls {
  private final NewRunModel model;
  private final Map<Field, VBox> named = new EnumMap<>(Field.class);

  TypedControls(NewRunModel model) {
    this.model = model;
  }

  /// A field under the form's own label.
  ///
  /// @param prompt shown while nothing is typed
  Region field(Field field, String prompt) {
    return new VBox(4, input(field, prompt), complaint(field));
  }

  /// Short fields side by side, each under its own label, with what is wrong with any of them in a
  /// sentence below.
  Region group(Field... fields) {
    HBox row = new HBox(8);
    VBox all = new VBox(4, row);
    for (Field field : fields) {
      TextField input = input(field, prompt(field));
      input.setPrefColumnCount(5);
      Label label = new Label(Texts.text("launch.field." + id(field)));
      label.getStyleClass().add("field-label");
      label.setLabelFor(input);
      VBox one = new VBox(2, label, input);
      HBox.setHgrow(one, Priority.ALWAYS);
      named.put(field, one);
      row.getChildren().add(one);
      all.getChildren().add(complaint(field));
    }
    return all;
  }

  /// Shows a field of a group only while the value passes.
  <T> void showIf(Field field, ObservableValue<T> value, Predicate<T> test) {
    VBox one = named.get(field);
    if (one == null) {
      throw new IllegalArgumentException("the field " + field + " is in no group");
    }
    value.subscribe(now -> setShown(one, test.test(now)));
  }

  /// What is wrong with a field.
  Label complaint(Field field) {
    Label complaint = sentence();
    model
        .resultProperty()
        .subscribe(result -> show(complaint, sentences(result).getOrDefault(field, "")));
    return complaint;
  }

  /// A place for a sentence that is there only while it says something.
  static Label sentence() {
    Label label = new Label();
    label.getStyleClass().add("form-complaint");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    show(label, "");
    return label;
  }

  static void show(Label label, String words) {
    label.setText(words);
    setShown(label, !words.isEmpty());
  }

  private static Map<Field, String> sentences(Result result) {
    return switch (result) {
      case Result.Ready ready -> Map.of();
      case Result.Incomplete(Map<Field, String> sentences) -> sentences;
    };
  }

  private TextField input(Field field, String prompt) {
    TextField input = new TextField();
    input.setPromptText(prompt);
    input.setId("new-run-" + id(field));
    input.textProperty().bindBidirectional(model.typed(field));
    model
        .resultProperty()
        .subscribe(
            result ->
                input.pseudoClassStateChanged(
                    Styles.STATE_DANGER, sentences(result).containsKey(field)));
    return input;
  }

  private static String prompt(Field field) {
    return switch (field) {
      case STEP_RANK, WARM_UP, THREADS -> Texts.text("launch.field." + id(field) + ".prompt");
      default -> "";
    };
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static String id(Field field) {
    return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
