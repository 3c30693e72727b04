package org.statescope.app;

/// The desktop's entry point.
public final class Lab {
  private Lab() {}

  public static void main(String[] arguments) {
    System.out.println("Statescope");
  }
}
