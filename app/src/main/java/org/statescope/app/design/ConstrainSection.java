package org.statescope.app.design;

import java.util.OptionalDouble;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.util.Subscription;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// What holds for many poles at once: a limit on how slowly they may decay, and an order for a
/// layer.
final class ConstrainSection extends Section implements AutoCloseable {
  /// What is limited.
  enum Limit {
    TIME_CONSTANT,
    MARGIN;

    /// −Re λ at least.
    double leastRate(double value) {
      return this == TIME_CONSTANT ? 1 / value : value;
    }

    @Override
    public String toString() {
      return Texts.text("design.limit." + name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static final double NARROW = 96;

  private final DesignModel model;
  private final ComboBox<Limit> limit = new ComboBox<>();
  private final ComboBox<EditScope> scope = new ComboBox<>();
  private final TextField value = field("design-limit-value", this::clamp);
  private final IntegerSpinnerValueFactory order = new IntegerSpinnerValueFactory(1, 1);
  private final Label meaning = faint("");
  private final Subscription changes;

  ConstrainSection(DesignModel model) {
    super("design.constrain.title");
    this.model = model;
    limit.setId("design-limit");
    limit.getItems().setAll(Limit.values());
    limit.setValue(Limit.TIME_CONSTANT);
    limit.setAccessibleText(Texts.text("design.limit"));
    limit.setMaxWidth(Double.MAX_VALUE);
    scope.setId("design-scope");
    scope.getItems().setAll(EditScope.values());
    scope.setValue(EditScope.LAYER);
    scope.setAccessibleText(Texts.text("design.scope"));
    meaning.setId("design-limit-meaning");
    Spinner<Integer> orders = new Spinner<>(order);
    orders.setId("design-order");
    orders.setEditable(true);
    orders.setPrefWidth(88);
    orders.setAccessibleText(Texts.text("design.order"));
    getChildren()
        .addAll(
            limit,
            line(value, scope),
            line(meaning, gap(), button("design-clamp", this::clamp)),
            line(
                new Label(Texts.text("design.order")),
                orders,
                gap(),
                button("design-truncate", this::truncate)));
    meaning.setMaxWidth(180);
    value.setPrefWidth(NARROW);
    scope.setMinWidth(USE_PREF_SIZE);
    changes =
        Subscription.combine(
            value.textProperty().subscribe(any -> explain()),
            limit.valueProperty().subscribe(any -> explain()),
            model.comparisonProperty().subscribe(any -> showOrder()));
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  /// What the limit is in tokens, for the system that is looked at.
  private void explain() {
    OptionalDouble typed = Numbers.read(value.getText());
    if (value.getText().isBlank() || model.sampling().isEmpty()) {
      meaning.setText(Texts.text("design.limit.hint"));
    } else if (typed.isEmpty() || !(typed.getAsDouble() > 0)) {
      meaning.setText(Texts.text("design.limit.positive"));
    } else {
      double rate = limit.getValue().leastRate(typed.getAsDouble());
      double step = model.sampling().get().step();
      meaning.setText(Texts.text("design.limit.tokens", PoleWords.number(1 / (rate * step))));
    }
  }

  private void clamp() {
    OptionalDouble typed = Numbers.read(value.getText());
    if (typed.isPresent() && typed.getAsDouble() > 0) {
      model.clamp(scope.getValue(), limit.getValue().leastRate(typed.getAsDouble()));
    } else {
      meaning.setText(Texts.text("design.limit.positive"));
    }
  }

  private void truncate() {
    model.editor().truncate(model.layerProperty().get(), order.getValue());
  }

  private void showOrder() {
    model
        .subjectProperty()
        .get()
        .ifPresent(
            subject -> {
              int most = subject.order(model.layerProperty().get());
              if (order.getMax() != most) {
                order.setMax(most);
                order.setValue(Math.max(1, most / 2));
              }
            });
    explain();
  }
}
