title a notice about a concert
form notice
cast a: teacher
cast b: child
cast c: child
cast d: baker
place p: school, park, village square, barn, museum
word day: on Friday evening, on Saturday afternoon, next Sunday, on the last day of May, on the first day of the holidays
word hour: five o'clock, six o'clock, half past six, seven o'clock, half past four
word play: the fiddle, the flute, the drum, the trumpet, the harp, the accordion
word sing: a song about the sea, three spring songs, a song in two voices, an old shepherd's song, a funny song about a frog
word treat: raisin buns, ginger biscuits, cheese rolls, apple tarts, waffles
word bring: a cushion to sit on, a cup for the lemonade, a warm coat, a lantern for the way home, a chair
word aim: a new piano, a bell for the school, books for the library, a swing for the children, seeds for the school garden
number n: 2..4
number m: n+n

beat line
A CONCERT FOR EVERYONE
COME TO THE CONCERT!
MUSIC, MUSIC, MUSIC!
beat line
There will be a concert {p.in} {day}.
{day}, there will be a concert {p.in}.
beat line
It begins at {hour}. Come a little earlier to get a good seat.
It begins at {hour}, so please do not be late.
beat line
{a.intro} will lead the children's choir.
The choir will be led by {a.intro}.
beat line
{b.name} will play {play}.
On stage you will hear {b.name}, who plays {play}.
beat line
{c.name} will sing {sing}.
After that, {c.name} will sing {sing}.
beat maybe line
The last song is for everyone, so please sing along.
At the end everyone may dance.
beat line
In the (break|interval), {d.intro} will sell {treat}.
{treat} will be sold in the (break|interval) by {d.intro}.
beat line
A child's ticket costs {n} coins, and a ticket for a grown-up costs {m} coins.
Tickets: {n} coins for children, {m} coins for grown-ups.
beat line
The money is for {aim}.
The money will help to buy {aim}.
All the money will be spent on {aim}.
beat line
Please bring {bring}.
Do not forget to bring {bring}.
beat maybe line
If it rains, come all the same!
Dogs must stay at home this time.

ask where p
? Where will the concert be
? Where does the concert take place
! The concert will be {p.in}
! It will take place {p.in}
ask what
? What will {b.name} play
? Which instrument does {b.name} play
! {b.name} will play {play}
! It is {play} that {b.name} plays
ask who c
? Who will sing {sing}
! {c.name} will sing {sing}
! It is {c.name} who will sing {sing}
ask why
? What is the money for
? Why do they sell tickets
! The money is for {aim}
! They want to buy {aim}
ask how-many m
? A child's ticket costs {n} coins, and a grown-up's ticket costs twice as much. How much is that
? How many coins does a ticket for a grown-up cost
! A ticket for a grown-up costs {m} coins
! Twice {n} is {m}, so it costs {m} coins
ask what
? What should people bring
? What must the guests not forget
! They should bring {bring}
! The guests should bring {bring}
