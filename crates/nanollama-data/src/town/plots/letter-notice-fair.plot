title a notice about the fair
form notice
cast a: grown
cast b: child
cast c: child
cast d: old
cast e: grown
place p: meadow, park, village square, harbour, farm
word day: on Saturday, on Sunday, on the first of May, on the last day of September, on the longest day of the year
word s1: toffee apples, straw hats, hand-made soap, second-hand books, lemonade, sugar buns, wooden toys, clay whistles, honey cakes, balloons, garden plants, woollen socks
word s2: toffee apples, straw hats, hand-made soap, second-hand books, lemonade, sugar buns, wooden toys, clay whistles, honey cakes, balloons, garden plants, woollen socks
word s3: toffee apples, straw hats, hand-made soap, second-hand books, lemonade, sugar buns, wooden toys, clay whistles, honey cakes, balloons, garden plants, woollen socks
word s4: toffee apples, straw hats, hand-made soap, second-hand books, lemonade, sugar buns, wooden toys, clay whistles, honey cakes, balloons, garden plants, woollen socks
word start: nine o'clock, ten o'clock, half past nine, eleven o'clock
word end: six o'clock, seven o'clock, half past six, sunset
word fun: a carousel with painted horses, a coconut shy, a greasy pole with a ham at the top, a puppet theatre, a big wheel, a race in flour sacks
word prize: a live goose, a silver spoon, a basket of pears, a rocking chair, a cuckoo clock
word not: bottles, bicycles, dogs without a lead, pea shooters
number n: 2..4

beat line
THE FAIR IS COMING!
GREAT TOWN FAIR
COME TO THE FAIR!
THE BEST DAY OF THE YEAR
beat line
It takes place {p.in} {day}, from {start} until {end}.
{day} there will be a fair {p.in}. It opens at {start} and closes at {end}.
Come {p.to} {day}! The fair begins at {start} and is over at {end}.
beat line
At the stalls you will find:
These are the stalls:
Here is what you can buy:
beat mix line
- {s1} from {a.name}
- {a.name}, with {s1}
- {a.name}'s stall: {s1}
beat mix line
- {s2}, sold by {b.name}
- {b.name}, who has {s2}
- {b.name}'s stall: {s2}
beat mix line
- {s3}, brought by {c.name}
- {c.name}, with {s3}
- {c.name}'s stall: {s3}
beat mix line
- {s4} from {d.name}
- {d.name}, who sells {s4}
- {d.name}'s stall: {s4}
beat line
For young and old there will be {fun}. It costs {n} coins(, and babies pay nothing|).
There will also be {fun}, for only {n} coins each.
You will also find {fun}. A ticket is {n} coins.
beat line
The luckiest guest will win {prize}. {e.name} will draw the winning ticket.
At the end {e.name} will draw the winner, who may take home {prize}.
Buy a ticket and win {prize}! The winning number will be drawn by {e.name}.
beat maybe line
Not allowed: {not}.
Please leave at home: {not}.
beat maybe line
If it rains, the fair will be held one week later.
Bring your neighbours and a big appetite!

ask what s1
? What is sold at {a.name}'s stall
? What does {a.name} sell
! {a.name} sells {s1}
! {a.name} has {s1}
ask who b
? Who sells {s2}
? From whom can one buy {s2}
! {b.name} sells {s2}
! One can buy {s2} from {b.name}
ask what s3
? What can one buy from {c.name}
? What does {c.name} sell
! {c.name} sells {s3}
! {c.name} has {s3}
ask who d
? Who sells {s4}
? Who has {s4}
! {d.name} sells {s4}
! It is {d.name}
ask where p
? Where is the fair
? Where will the fair take place
! The fair is {p.in}
! It will be {p.in}
ask what prize
? What can one win
? What will the luckiest guest take home
! One can win {prize}
! It is {prize}
ask what start
? At what time does the fair open
! It opens at {start}
! The fair opens at {start}
