title the results of a contest
form notice
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: teacher
word what: running race, sack race, kite contest, swimming race, spelling contest, sledge race, sandcastle contest
word day: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday
word g1: a box of paints, a football, a book about lions, a pot of honey, a pair of skates, a cinema ticket, a bag of nuts
word g2: a box of paints, a football, a book about lions, a pot of honey, a pair of skates, a cinema ticket, a bag of nuts
word g3: a box of paints, a football, a book about lions, a pot of honey, a pair of skates, a cinema ticket, a bag of nuts
number n: 20..60

beat line
RESULTS OF THE GREAT CONTEST
THESE ARE THE WINNERS
WHO HAS WON? READ IT HERE
beat line
On {day}, {n} children took part in the {what}. These were the best:
There were {n} children in the {what} on {day}. Here are the first five:
The {what} on {day} was a great success, with {n} children in all. These are the best five:
beat line
First place: {a.name}
beat line
Second place: {b.name}
beat line
Third place: {c.name}
beat line
Fourth place: {d.name}
beat line
Fifth place: {e.name}
beat line
The winner gets {g1}, the second prize is {g2}, and the third prize is {g3}.
The prizes: {g1} for the winner, {g2} for second place and {g3} for third place.
These are the prizes: {g1} for first place, {g2} for second place and {g3} for third place.
beat line
The prizes will be handed out by {f.intro} on the following day.
{f.intro} will hand out the prizes at noon.
Whoever has won may fetch the prize from {f.intro}.
beat maybe line
Well done, everyone!
Next year there will be another {what}. Begin to practise now!
Last place goes to a child who stopped to help somebody, and that was the finest thing of all.

ask who a
? Who won the {what}
? Who came first
! {a.name} won
! {a.name} came first
ask who b
? Who was second
? Who came right after {a.name}
! {b.name} was second
! It was {b.name}
ask who c
? Who was third
? Who came right after {b.name}
! {c.name} was third
! It was {c.name}
ask who d
? Who was fourth
? Who came in fourth place
! {d.name} was fourth
! It was {d.name}
ask who e
? Who was fifth
? Who came right after {d.name}
! {e.name} was fifth
! It was {e.name}
ask what g1
? What does the winner get
? What does {a.name} get
! {a.name} gets {g1}
! It is {g1}
ask what g2
? What is the second prize
? What does {b.name} get
! {b.name} gets {g2}
! It is {g2}
ask how-many n
? How many children took part
! {n} children took part
ask who f
? Who will hand out the prizes
! {f.name} will hand them out
! It is {f.name}
