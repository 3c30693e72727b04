package org.statescope.app.theme;

/// What the user chose: a fixed theme, or whatever the system shows.
public enum ThemeChoice {
  LIGHT,
  DARK,
  SYSTEM
}
