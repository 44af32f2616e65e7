title an invitation
form letter
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: child
place p: garden, meadow, orchard, barn, beach
word feast: a birthday party, a summer party, a kite party, a picnic, a pirate party
word day: on Saturday, on Sunday, on the first day of the holidays, next Friday, on Wednesday afternoon
word hour: three o'clock, four o'clock, half past two, half past three
word g1: the lemonade, a bowl of cherries, the sandwiches, a chocolate cake, the paper lanterns, a drum, the balloons, the napkins, a potato salad, the skipping rope, a checked tablecloth, the mouth organ
word g2: the lemonade, a bowl of cherries, the sandwiches, a chocolate cake, the paper lanterns, a drum, the balloons, the napkins, a potato salad, the skipping rope, a checked tablecloth, the mouth organ
word g3: the lemonade, a bowl of cherries, the sandwiches, a chocolate cake, the paper lanterns, a drum, the balloons, the napkins, a potato salad, the skipping rope, a checked tablecloth, the mouth organ
word g4: the lemonade, a bowl of cherries, the sandwiches, a chocolate cake, the paper lanterns, a drum, the balloons, the napkins, a potato salad, the skipping rope, a checked tablecloth, the mouth organ
word g5: the lemonade, a bowl of cherries, the sandwiches, a chocolate cake, the paper lanterns, a drum, the balloons, the napkins, a potato salad, the skipping rope, a checked tablecloth, the mouth organ
word game: a treasure hunt, a sack race, blind man's buff, a tug of war, an egg-and-spoon race
word prize: a golden paper crown, a bag of marbles, a jar of sweets, a tin whistle, a wooden medal

beat line
Dear {b.name},
beat paragraph
I would like to invite you to {feast} {day}
There will be {feast} {day}, and I would be very happy if you came
Have you any plans {day}? If not, please come to {feast}
I have something to celebrate, and I want you to be there. It is going to be {feast} {day}
beat start
We will meet {p.in} at {hour}
It begins at {hour} {p.in}
The place is easy to find, for we meet {p.in}, and the time is {hour}
beat maybe start
There is a bit of shade there, so we will not melt
Follow the strings with the little flags, and you cannot miss it
beat paragraph
Everyone brings something along
Nobody comes empty-handed, and I have made a list so that we do not get five cakes
So that there is enough for all, each of us brings one thing
beat mix start
{c.name} brings {g1}
{c.name} will bring {g1}
{c.name} has promised to bring {g1}
From {c.name} we shall get {g1}
beat mix start
{d.name} is happy to bring {g2}
{d.name} will bring {g2}
{d.name} has promised us {g2}
{d.name} said at once that {g2} would be no trouble
beat mix start
{e.name} will carry {g3}
{e.name} wants to bring {g3}
{e.name} does not mind carrying {g3}
I did not even have to ask {e.name}, who is bringing {g3}
beat mix start
{f.name} is going to bring {g4}
{f.name} has offered to bring {g4}
I have asked {f.name} for {g4}
{f.name} comes with {g4}
beat start
Could you bring {g5}, please?
And you could bring {g5}, if you like
Would you be so kind as to bring {g5}?
From you I would like to have {g5}
beat paragraph
First of all there will be {game}, and the winner gets {prize}
When we have eaten, there will be {game}. The prize is {prize}
I have also thought of a game. It is {game}, and there is {prize} for the winner
beat maybe start
Put on old clothes, for nobody is going to stay clean
If it rains, we shall eat everything in our kitchen
At seven o'clock there will be a hot supper, and then everybody must go home
beat start
Please let me know soon whether you can come
Send me a note or shout it over the fence, but please say yes
Write yes or no on the back of this letter and push it under our door
beat line
(Your friend|Best wishes|Yours),
beat line
{a.name}

ask what g1
? What will {c.name} bring
? What is {c.name} going to bring
! {c.name} will bring {g1}
! It is {g1}
ask who d
? Who will bring {g2}
? Who is going to bring {g2}
! {d.name} will bring {g2}
! It is {d.name}
ask what g3
? What will {e.name} bring
? What does {e.name} bring along
! {e.name} will bring {g3}
! It is {g3}
ask who f
? Who brings {g4}
? Who will come with {g4}
! {f.name} will bring {g4}
! It is {f.name}
ask what g5
? What should {b.name} bring
? What does {a.name} ask {b.name} to bring
! {b.name} should bring {g5}
! It is {g5}
ask where p
? Where will they meet
? Where will it be
! They will meet {p.in}
! It will be {p.in}
ask what prize
? What will the winner get
? What is the prize
! The winner will get {prize}
! The prize is {prize}
