package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.statescope.app.texts.Texts;

/// A field for a number, or for none. What is typed holds as soon as it is a number that is
/// allowed; until then the field is red and what was there before holds. Escape brings that back.
final class NumberField extends TextField {
  private static final double WIDTH = 66;

  /// Whether a number may be taken.
  @FunctionalInterface
  interface Allowed {
    boolean allows(OptionalDouble number);
  }

  private final Allowed allowed;
  private final Consumer<OptionalDouble> taker;
  private OptionalDouble held = OptionalDouble.empty();
  private boolean showing;

  /// @param what what the number is, for a screen reader and the tooltip
  /// @param prompt what stands in the empty field
  NumberField(String what, String prompt, Allowed allowed, Consumer<OptionalDouble> taker) {
    this.allowed = allowed;
    this.taker = taker;
    getStyleClass().add(Styles.SMALL);
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    setPromptText(prompt);
    setAccessibleText(what + ", " + prompt);
    setTooltip(new Tooltip(what + ", " + prompt));
    textProperty().subscribe(this::typed);
    focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                show(held);
              }
            });
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            show(held);
            event.consume();
          }
        });
  }

  /// Shows what holds, unless the user is at it and it means the same.
  void show(OptionalDouble number) {
    held = number;
    if (!(isFocused() && number.equals(parsed()) && !getText().isBlank())) {
      showing = true;
      setText(number.isEmpty() ? "" : words(number.getAsDouble()));
      showing = false;
    }
    mark(true);
  }

  private void typed() {
    if (showing) {
      return;
    }
    OptionalDouble number = parsed();
    boolean good = (number.isPresent() || getText().isBlank()) && allowed.allows(number);
    mark(good);
    if (good && !number.equals(held)) {
      held = number;
      taker.accept(number);
    }
  }

  private void mark(boolean good) {
    pseudoClassStateChanged(Styles.STATE_DANGER, !good);
    setAccessibleHelp(good ? "" : Texts.text("poles.filter.wrong"));
  }

  private OptionalDouble parsed() {
    try {
      double number = Double.parseDouble(getText().strip().replace('−', '-').replace(',', '.'));
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException noNumber) {
      return OptionalDouble.empty();
    }
  }

  /// The shortest words that read back as the number.
  private static String words(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
