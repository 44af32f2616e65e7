title a letter from a ship
form letter
cast a: child
word s: Uncle Anton, Uncle Emil, Uncle Paul, Uncle Nils, Uncle Edwin, Uncle David
cast c: old
word d: Anchor, Barnacle, Captain, Mouse, Sardine, Whiskers
word name: Morning Star, White Goose, Good Hope, Sea Horse, Old Bess
word from: a harbour with palm trees, the far north, an island full of goats, the mouth of a great river, the other end of the sea
word cargo: oranges, barrels of tar, bales of wool, crates of tea, coconuts, sacks of pepper
word crew: the captain, the cook, the mate, the carpenter, the cabin boy
word fear: afraid of the dark, fond of knitting, always singing, too tall for any bed, able to sleep standing up
word see1: a whale as long as our street, an iceberg with a penguin on it, a rainbow with both ends in the water, flying fish, a waterspout
word storm: the cups flew about like birds, the soup ran up the wall, we tied ourselves to the beds, the ship's bell rang all by itself
word food: ship's biscuit, salted herring, dried peas, bean stew
word gift: a shell in which you can hear the waves, a carved elephant, a necklace of seeds, a stone with a fish in it
word when: when the swallows leave, before the first snow, at Easter, when the plums are ripe
number n: 3..9

beat line
Dear {a.name},
My dear {a.name},
beat paragraph
This letter comes to you from {from}, on board the {name}
I am writing to you on board the {name}, and today we are near {from}
This is your letter from the sea. I wrote it on board the {name}, somewhere near {from}
beat start
We have been at sea for {n} weeks, and I know every plank of the ship
For {n} weeks I have seen nothing but water, and so have all the others on board
It has been {n} weeks since we left the harbour, and I am as brown as a nut
beat start
In the hold we carry {cargo}, and the whole ship smells of them
We are loaded with {cargo} up to the hatches
Our ship is full of {cargo}, and we even sleep on top of them
beat paragraph
You wanted to know who is here with me
Let me tell you about my mates
You asked me who the others are
beat start
The strangest of all is {crew}, who is {fear}
You would like {crew}, who is {fear}
There is {crew}, who is {fear}
beat and
we have a cat called {d}, who keeps watch at night
in my bunk sleeps {d} the cat, who is afraid of mice
on the best blanket lies {d} the cat, who is more important than the captain
beat paragraph
Last Tuesday we had such a storm that {storm}
I must tell you about the storm. It was so bad that {storm}
Have you ever been in a storm? In ours, {storm}
beat but
after three days the sea was as smooth as oil
in the morning everything was calm again
then the wind lay down like a dog, and it was over
beat and
then I saw {see1}
I was on watch when I saw {see1}
that evening I saw {see1}
beat maybe start
At night there are so many stars that one could read by them
We eat {food} every day, and I dream of fresh bread
beat paragraph
Has {c.name} mended the garden gate? And are the hens well?
Please tell {c.name} that I have not forgotten the promise
Tell me whether {c.name} still whistles in the morning
beat start
I shall be back {when}
If the winds are good, I shall be home {when}
We are sailing for home now, and I shall be there {when}
beat and
in my bag there is {gift}, and it is for you
I am bringing you {gift}
I have found something for you. It is {gift}
beat start
Put a light in the window when you hear the ship's horn
Keep growing, but not too fast, so that I shall still know you
Until then, look at the evening star. I shall look at it, too
beat line
(Yours, with salt in my beard|With love from the wide sea|Your old uncle on the water),
beat line
{s}

ask what name
? What is the ship called
? On which ship is {s}
! The ship is called the {name}
! It is the {name}
ask what cargo
? What does the ship carry
? What is in the hold
! The ship carries {cargo}
! There are {cargo} in the hold
ask how-many n
? How many weeks has {s} been at sea
! It has been {n} weeks
! {s} has been at sea for {n} weeks
ask what see1
? What did {s} see after the storm
? What did {s} see on the sea
! {s} saw {see1}
! It was {see1}
ask what gift
? What will {s} bring for {a.name}
? What is in the bag for {a.name}
! It is {gift}
! {s} will bring {gift}
ask what when
? When will {s} come home
! {s} will be home {when}
! It will be {when}
ask who d
? What is the ship's cat called
? Which animal is on the ship
! It is {d} the cat
! {d} the cat is on the ship
ask who a
? Who will get the letter
? Who is the letter for
! The letter is for {a.name}
! It is for {a.name}
