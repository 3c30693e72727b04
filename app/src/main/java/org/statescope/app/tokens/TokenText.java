package org.statescope.app.tokens;

import java.util.Arrays;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.PerceptualScale;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.trace.TracedText;

/// The text with each token on the colour of its value. A click or the arrow keys choose a token.
final class TokenText extends Region {
  private static final double SIZE = 14;
  private static final double LINE = 24;
  private static final double MARGIN = 8;
  private static final double BRIGHT = 0.55;

  private final TokensModel model;
  private final ChartTheme theme;
  private final Canvas canvas = new Canvas();
  private final Font font = Font.font("monospaced", SIZE);
  private final double cell;
  private String[] pieces = {};
  private double[] positions = {};
  private int[] rows = {};
  private int[] columns = {};

  TokenText(TokensModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    Text measure = new Text("0".repeat(100));
    measure.setFont(font);
    cell = measure.getLayoutBounds().getWidth() / 100;
    setId("tokens-text");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT);
    getStyleClass().add("token-text");
    getChildren().add(canvas);
    setOnMousePressed(
        event -> {
          requestFocus();
          choose(event.getX(), event.getY());
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::obey);
    focusedProperty().subscribe(focus -> draw());
  }

  /// Shows a text.
  ///
  /// @param positions of each token's value on the colour scale, 0 to 1; NaN for none
  void show(TracedText text, double[] positions) {
    this.positions = positions.clone();
    int[] starts = text.starts();
    pieces = new String[text.length()];
    for (int t = 0; t < pieces.length; t++) {
      int end = starts[t] + Math.toIntExact(text.characters()[t]);
      pieces[t] = visible(text.text().substring(starts[t], end));
    }
    setAccessibleText(Texts.text("tokens.text.help", pieces.length));
    requestLayout();
  }

  /// A token that completes no character keeps a place; line ends are shown as such.
  private static String visible(String piece) {
    return piece.isEmpty() ? "·" : piece.replace("\n", "↵").replace("\t", "→").replace("\r", "");
  }

  @Override
  protected double computePrefHeight(double width) {
    place(width <= 0 ? getWidth() : width);
    return rows.length == 0 ? LINE : (rows[rows.length - 1] + 1) * LINE + 2 * MARGIN;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 120;
  }

  @Override
  public javafx.geometry.Orientation getContentBias() {
    return javafx.geometry.Orientation.HORIZONTAL;
  }

  @Override
  protected void layoutChildren() {
    place(getWidth());
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void place(double width) {
    int perLine = Math.max(8, (int) ((width - 2 * MARGIN) / cell));
    rows = new int[pieces.length];
    columns = new int[pieces.length];
    int row = 0;
    int column = 0;
    for (int t = 0; t < pieces.length; t++) {
      int length = Math.min(perLine, pieces[t].length());
      if (column + length > perLine) {
        row++;
        column = 0;
      }
      rows[t] = row;
      columns[t] = column;
      column += length;
      if (pieces[t].endsWith("↵")) {
        row++;
        column = 0;
      }
    }
  }

  /// Draws anew, for another token or other colours.
  void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    Color ink = theme.coloursProperty().get().text();
    for (int t = 0; t < Math.min(pieces.length, rows.length); t++) {
      double x = MARGIN + columns[t] * cell;
      double y = MARGIN + rows[t] * LINE;
      double width = pieces[t].length() * cell;
      double position = positions[t];
      if (Double.isNaN(position)) {
        g.setFill(ink);
      } else {
        g.setFill(PerceptualScale.at(position));
        g.fillRect(x, y + 1, width, LINE - 2);
        g.setFill(position > BRIGHT ? Color.BLACK : Color.WHITE);
      }
      g.fillText(pieces[t], x, y + LINE / 2);
      if (t == model.tokenProperty().get()) {
        g.setStroke(theme.coloursProperty().get().cursor());
        g.setLineWidth(isFocused() ? 3 : 2);
        g.strokeRect(x - 1, y, width + 2, LINE);
      }
    }
  }

  private void choose(double x, double y) {
    int row = (int) ((y - MARGIN) / LINE);
    double column = (x - MARGIN) / cell;
    for (int t = 0; t < rows.length; t++) {
      if (rows[t] == row && columns[t] <= column && column < columns[t] + pieces[t].length()) {
        model.tokenProperty().set(t);
        return;
      }
    }
  }

  private void obey(KeyEvent event) {
    int token = model.tokenProperty().get();
    int wanted =
        switch (event.getCode()) {
          case LEFT -> token - 1;
          case RIGHT -> token + 1;
          case UP -> beside(token, -1);
          case DOWN -> beside(token, 1);
          case HOME -> 0;
          case END -> pieces.length - 1;
          default -> token;
        };
    if (wanted != token || event.getCode() == KeyCode.HOME) {
      model.tokenProperty().set(Math.clamp(wanted, 0, Math.max(0, pieces.length - 1)));
      event.consume();
    }
  }

  /// The token above or below.
  private int beside(int token, int direction) {
    if (token >= rows.length) {
      return token;
    }
    int row = rows[token] + direction;
    int best = token;
    for (int t = 0; t < rows.length; t++) {
      if (rows[t] == row && (columns[t] <= columns[token] || best == token)) {
        best = t;
      }
    }
    return best;
  }

  /// Where each token lies on the screen, for tests that point at them.
  double[] middleOf(int token) {
    return new double[] {
      MARGIN + (columns[token] + pieces[token].length() / 2.0) * cell,
      MARGIN + rows[token] * LINE + LINE / 2
    };
  }

  /// Places on the colour scale: between the 2nd and the 98th of a hundred values, logarithmic
  /// where the quantity is.
  static double[] positions(double[] values, boolean logarithmic) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = logarithmic ? Math.log(values[i]) : values[i];
      scaled[i] = Double.isFinite(value) ? value : Double.NaN;
    }
    double[] known = Arrays.stream(scaled).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (known.length == 0) {
      return scaled;
    }
    double low = known[(int) (0.02 * (known.length - 1))];
    double high = known[(int) Math.ceil(0.98 * (known.length - 1))];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = high > low ? (scaled[i] - low) / (high - low) : scaled[i] * 0 + 0.5;
    }
    return scaled;
  }
}
