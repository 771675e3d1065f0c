namespace Acme.Checks;

public enum Color
{
    Red,
    DarkGreen,
}
