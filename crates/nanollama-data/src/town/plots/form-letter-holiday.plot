title a letter from the farm
form letter
word work: feed the hens, milk the goat, pick beans, turn the hay, clean the stable, churn butter
cast a: child
cast b: child
cast c: farmer
cast d: pony
word fear: geese, bulls, spiders, the dark barn, thunder, the big horses
word food: pancakes with plum jam, fresh bread with butter, dumplings, porridge with honey, potato soup
word gift: a jar of honey, a goose feather, a bag of nuts, a horseshoe, a cheese
word swim: swim in the millpond, sleep in the hay, ride on the hay cart, catch frogs, build a raft
number n: 3..9
number m: 2..8

beat line
Dear {b.name},
beat paragraph
I am (staying|spending my holidays) on {c.my} farm
Greetings from {c.my} farm
I have been on {c.my} farm for {n} days now
beat start
I have to get up early here to {work}, but I (do not mind|like it very much)
Every morning I help to {work}, and I am already quite good at it
beat start
There are {n} hens, {m} geese and a pony called {d.name}
The farm has {m} cows, {n} sheep and a pony called {d.name}
beat maybe start
For supper we had {food}, and I took (two|three) helpings
{c.name} makes {food}, and I have never eaten better
beat paragraph
Yesterday something (funny|strange|silly) happened
You will laugh when you read what happened yesterday
beat start
I had left the gate open, and {d.name} walked straight into the kitchen
I forgot to shut the stable, and {d.name} came into the kitchen
beat then
{d.name} ate all the (carrots|apples) on the table and looked very pleased
{d.name} put one hoof into the flour and sneezed
beat so
now there is a sign on the gate: Please shut me
now I check the gate three times a day
beat maybe start
At first I was afraid of {fear}, but not any more
I am still a little afraid of {fear}, but do not tell anybody
beat paragraph
Please come and visit me
Could you come here, too?
I wish you were here
beat start
We could {swim} and tell each other stories
There is room for one more, and then we could {swim}
beat maybe start
I will bring you {gift} when I come home
I am keeping {gift} for you
beat start
Please write soon and tell me all the news
Say hello to everyone in our street
Write back quickly, for the postman comes only once a week
beat line
(Your friend|Love|With best wishes),
beat line
{a.name}

ask who a
? Who wrote the letter
? Who is the letter from
! {a.name} wrote the letter
! The letter is from {a.name}
ask who b
? Who is the letter for
? Who will get the letter
! The letter is for {b.name}
! It is {b.name} who will get the letter
ask what
? What does {a.name} do early in the morning
? What work does {a.name} do on the farm
! {a.name} has to {work}
! {a.name} gets up early to {work}
ask why
? Why could {d.name} get into the kitchen
! {d.name} could get in because {a.name} had left something open
! It was because {a.name} had not shut {d.name} in
ask who d
? Who walked into the kitchen
? Which animal came indoors
! It was {d.name}, the pony
! {d.name} the pony walked into the kitchen
