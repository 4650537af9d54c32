/* bare - the least an ncurses menu can be: six items, a reverse bar. The peer of `make bench`. */
#include <curses.h>
#include <locale.h>

int main(void)
{
	static const char *const item[] = { "Un", "Deux", "Trois", "Quatre", "Cinq", "Six" };
	int at = 0, key;

	setlocale(LC_CTYPE, "C.UTF-8");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	do {
		for (int i = 0; i < 6; i++) {
			attrset(i == at ? A_REVERSE : A_NORMAL);
			mvprintw(2 + i, 3, "%s, une ligne de menu", item[i]);
		}
		move(2 + at, 3);
		refresh();
		key = getch();
		at = key == KEY_DOWN && at < 5 ? at + 1 : key == KEY_UP && at ? at - 1 : at;
	} while (key != 'q' && key != ERR);
	endwin();
	return 0;
}
